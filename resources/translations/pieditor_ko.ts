<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About pieditor</source>
        <translation>pieditor 정보</translation>
    </message>
    <message>
        <source>Learns your taste from 10 to 20 favourite pictures. Nothing leaves this computer: no network, no account, no statistics.</source>
        <translation>좋아하는 사진 10~20장에서 취향을 배웁니다. 아무것도 이 컴퓨터를 벗어나지 않습니다. 네트워크도, 계정도, 통계 수집도 없습니다.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>BatchOptions</name>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Each photo&apos;s own edit</source>
        <translation>사진별 보정</translation>
    </message>
    <message>
        <source>A taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>A taste, then each photo&apos;s own filters</source>
        <translation>취향 적용 후 사진별 필터</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Strength of the taste</source>
        <translation>취향 강도</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>강도</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>출력 폴더</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>원본과 같게</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>원본 크기</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8비트</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16비트</translation>
    </message>
    <message>
        <source>Keep what exists</source>
        <translation>기존 파일 유지</translation>
    </message>
    <message>
        <source>Replace what exists</source>
        <translation>기존 파일 바꾸기</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>번호 붙이기</translation>
    </message>
    <message>
        <source>Leave the position out</source>
        <translation>위치 정보 제외</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Long edge</source>
        <translation>긴 변</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>비트 심도</translation>
    </message>
    <message>
        <source>If it exists</source>
        <translation>파일이 있으면</translation>
    </message>
    <message>
        <source>Learn a taste first, or apply each photo&apos;s own edit.</source>
        <translation>먼저 취향을 만들거나 사진별 보정을 적용하세요.</translation>
    </message>
    <message>
        <source>Choose a folder to write into.</source>
        <translation>저장할 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>each photo&apos;s format</source>
        <translation>원본과 같은 형식</translation>
    </message>
    <message>
        <source>quality {q}</source>
        <translation>품질 {q}</translation>
    </message>
    <message>
        <source>{px} px</source>
        <translation>{px} px</translation>
    </message>
    <message>
        <source>keeps what exists</source>
        <translation>기존 파일 유지</translation>
    </message>
    <message>
        <source>replaces what exists</source>
        <translation>기존 파일 바꾸기</translation>
    </message>
    <message>
        <source>numbers what exists</source>
        <translation>번호를 붙여 저장</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have no edit and stay as they are.</source>
        <translation>
            <numerusform>그중 %n장은 보정이 없어 그대로 남습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write into this folder</source>
        <translation>이 폴더에 저장</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>작업 중</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Done before</source>
        <translation>이미 완료</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>유지됨</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>{output} exists already</source>
        <translation>{output} 파일이 이미 있음</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{output}, {seconds} s</source>
        <translation>{output}, {seconds}초</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>실패한 사진 다시 시도</translation>
    </message>
    <message>
        <source>Open output folder</source>
        <translation>출력 폴더 열기</translation>
    </message>
    <message>
        <source>Photos of the batch</source>
        <translation>일괄 처리할 사진</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>아직 사진이 없습니다</translation>
    </message>
    <message>
        <source>Select photos in the library; they are listed here.</source>
        <translation>라이브러리에서 사진을 선택하면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message numerus="yes">
        <source>A batch of %n photos into {folder} was not finished.</source>
        <translation>
            <numerusform>{folder} 폴더로 보내던 사진 %n장의 일괄 처리가 끝나지 않았습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are left.</source>
        <translation>
            <numerusform>사진 %n장이 남았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{total}장 중 {done}장 완료</translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>{count}장 유지</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count}장 실패</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>{count}장 남음</translation>
    </message>
    <message>
        <source>Reading the edits…</source>
        <translation>보정 내용을 읽는 중…</translation>
    </message>
    <message>
        <source>Paused; what was begun is being finished</source>
        <translation>일시 정지됨, 시작한 사진은 마무리합니다</translation>
    </message>
    <message>
        <source>Stopping after the photos that were begun</source>
        <translation>시작한 사진까지만 처리하고 멈춥니다</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n photos per minute</source>
        <translation>
            <numerusform>분당 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
</context>
<context>
    <name>BlendPanel</name>
    <message>
        <source>Blend two tastes</source>
        <translation>두 취향 섞기</translation>
    </message>
    <message>
        <source>First taste</source>
        <translation>첫 번째 취향</translation>
    </message>
    <message>
        <source>Second taste</source>
        <translation>두 번째 취향</translation>
    </message>
    <message>
        <source>Share of the second taste</source>
        <translation>두 번째 취향의 비율</translation>
    </message>
    <message>
        <source>Name of the blend</source>
        <translation>섞은 취향의 이름</translation>
    </message>
    <message>
        <source>Save blend</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>보정 전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>보정 후</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Something went wrong inside pieditor; your edits are kept. Log: {path}</source>
        <translation>pieditor 내부에서 문제가 생겼습니다. 보정 내용은 보존되었습니다. 로그: {path}</translation>
    </message>
</context>
<context>
    <name>CurveEditor</name>
    <message>
        <source>Drag a point; with Alt its neighbours stay. Double-click resets it all.</source>
        <translation>점을 드래그하세요. Alt를 누르면 옆의 점은 그대로 있습니다. 두 번 클릭하면 모두 초기화됩니다.</translation>
    </message>
</context>
<context>
    <name>DevelopPanel</name>
    <message>
        <source>Edit</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 내역</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy settings (Ctrl+C)</source>
        <translation>설정 복사 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Paste settings (Ctrl+V)</source>
        <translation>설정 붙여넣기 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Sync…</source>
        <translation>동기화…</translation>
    </message>
    <message>
        <source>Give the selected photos what was changed here</source>
        <translation>여기서 바꾼 내용을 선택한 사진에 적용</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Take everything back to the photo as it is</source>
        <translation>모두 되돌려 원본 사진으로</translation>
    </message>
</context>
<context>
    <name>DevelopTools</name>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Whole photo (0)</source>
        <translation>사진 전체 (0)</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>100 % (Z)</source>
        <translation>100% (Z)</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200%</translation>
    </message>
    <message>
        <source>200 % (Ctrl+2)</source>
        <translation>200% (Ctrl+2)</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>보정 전</translation>
    </message>
    <message>
        <source>Before / after (\)</source>
        <translation>보정 전/후 (\)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히 보기</translation>
    </message>
    <message>
        <source>Side by side (Y)</source>
        <translation>나란히 보기 (Y)</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>분할 보기</translation>
    </message>
    <message>
        <source>Split line (Shift+Y)</source>
        <translation>분할선 (Shift+Y)</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>보정 전/후</translation>
    </message>
    <message>
        <source>Show clipping</source>
        <translation>클리핑 표시</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
</context>
<context>
    <name>DevelopView</name>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Choose a photo in the Library (G), then press D.</source>
        <translation>라이브러리(G)에서 사진을 고른 다음 D를 누르세요.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Choose a photo first.</source>
        <translation>먼저 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>There is no taste yet that could guide.</source>
        <translation>길잡이가 될 취향이 아직 없습니다.</translation>
    </message>
    <message>
        <source>Learn one…</source>
        <translation>취향 만들기…</translation>
    </message>
    <message>
        <source>{name} was left as it was.</source>
        <translation>{name}: 원래대로 두었습니다.</translation>
    </message>
    <message>
        <source>Take the suggestion</source>
        <translation>제안 적용</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>열었을 때</translation>
    </message>
    <message>
        <source>Back to: {step}</source>
        <translation>되돌리기: {step}</translation>
    </message>
    <message>
        <source>Snapshot {number}</source>
        <translation>스냅샷 {number}</translation>
    </message>
    <message>
        <source>Remove snapshot</source>
        <translation>스냅샷 삭제</translation>
    </message>
</context>
<context>
    <name>EditModel</name>
    <message>
        <source>{name} was changed by another program; that version is kept as {aside}.</source>
        <translation>다른 프로그램이 {name} 파일을 바꾸었습니다. 그 버전은 {aside} 파일로 보관했습니다.</translation>
    </message>
</context>
<context>
    <name>ExistingDialog</name>
    <message>
        <source>If it exists</source>
        <translation>파일이 있으면</translation>
    </message>
    <message numerus="yes">
        <source>All %n photos exist in {folder} already.</source>
        <translation>
            <numerusform>사진 %n장이 {folder}에 이미 모두 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>If they are kept, there is nothing to do.</source>
        <translation>그대로 두면 할 일이 없습니다.</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>번호 붙이기</translation>
    </message>
    <message>
        <source>Replace what exists</source>
        <translation>기존 파일 바꾸기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Choose a photo first.</source>
        <translation>먼저 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a taste first; Explain shows it as sliders.</source>
        <translation>먼저 취향을 선택하세요. ‘설명’은 취향을 슬라이더로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Back to the taste</source>
        <translation>취향으로 되돌리기</translation>
    </message>
    <message>
        <source>This taste changes the photo by less than can be seen.</source>
        <translation>이 취향은 사진을 눈에 띄게 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>The sliders set before are in these; the photo may look a little different.</source>
        <translation>전에 조정한 값도 이 슬라이더에 들어 있습니다. 사진이 조금 달라 보일 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ExplainBlock</name>
    <message>
        <source>Remainder %</source>
        <translation>나머지 %</translation>
    </message>
    <message>
        <source>What the look does beyond the sliders</source>
        <translation>슬라이더로 나타낼 수 없는 룩의 나머지</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Show the taste as sliders (Ctrl+E)</source>
        <translation>취향을 슬라이더로 보기 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Back to the taste</source>
        <translation>취향으로 되돌리기</translation>
    </message>
    <message>
        <source>Take the taste out of the sliders again</source>
        <translation>슬라이더에서 취향 빼기</translation>
    </message>
    <message>
        <source>Explaining…</source>
        <translation>설명 중…</translation>
    </message>
    <message>
        <source>The sliders carry nearly all of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 거의 전부를 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry most of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 대부분을 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry more than half of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 절반 이상을 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry less than half of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 절반 이하를 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry little of this look ({share}).</source>
        <translation>슬라이더가 이 룩을 조금만 나타냅니다({share}).</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>촬영 일시</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>렌즈</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>필름스트립</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Sort by</source>
        <translation>정렬 기준</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>촬영일</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>별점</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>File time</source>
        <translation>파일 날짜</translation>
    </message>
    <message>
        <source>Any stars</source>
        <translation>모든 별점</translation>
    </message>
    <message>
        <source>At least this many stars</source>
        <translation>이 별점 이상</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>모든 점수</translation>
    </message>
    <message>
        <source>At least this score</source>
        <translation>이 점수 이상</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>플래그</translation>
    </message>
    <message>
        <source>Any flag</source>
        <translation>모든 플래그</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>플래그 지정됨</translation>
    </message>
    <message>
        <source>Not rejected</source>
        <translation>제외되지 않음</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>플래그 없음</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Edited or not</source>
        <translation>보정 여부 전체</translation>
    </message>
    <message>
        <source>Not edited</source>
        <translation>보정 안 됨</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>이름으로 찾기</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>내림차순</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>오름차순</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>More about {filter}</source>
        <translation>{filter} 더 보기</translation>
    </message>
    <message>
        <source>Strength and reset (right click)</source>
        <translation>강도와 초기화 (오른쪽 클릭)</translation>
    </message>
    <message>
        <source>Curve of {channel}</source>
        <translation>{channel} 곡선</translation>
    </message>
    <message>
        <source>Strength %</source>
        <translation>강도 %</translation>
    </message>
    <message>
        <source>Reset {filter}</source>
        <translation>{filter} 초기화</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켜기</translation>
    </message>
</context>
<context>
    <name>FolderTree</name>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근 폴더</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>내 컴퓨터</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photos</source>
        <translation>
            <numerusform>사진 %n장 중 {shown}장</numerusform>
        </translation>
    </message>
    <message>
        <source>{selected} selected</source>
        <translation>{selected}장 선택됨</translation>
    </message>
    <message>
        <source>Scores cannot be made. {remedy}</source>
        <translation>점수를 매길 수 없습니다. {remedy}</translation>
    </message>
    <message>
        <source>Scoring {done} of {all}</source>
        <translation>점수 매기는 중: {all}장 중 {done}장</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>축소판 크기</translation>
    </message>
</context>
<context>
    <name>GalleryGrid</name>
    <message>
        <source>Gallery</source>
        <translation>갤러리</translation>
    </message>
    <message>
        <source>F or Enter likes a picture, X rejects it, \ shows it untouched.</source>
        <translation>F 또는 Enter는 좋아요, X는 싫어요, \는 원본 보기입니다.</translation>
    </message>
    <message>
        <source>Like (F)</source>
        <translation>좋아요 (F)</translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation>싫어요 (X)</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Picture {number}, being made</source>
        <translation>사진 {number}, 만드는 중</translation>
    </message>
    <message>
        <source>Picture {number}, {photo}</source>
        <translation>사진 {number}, {photo}</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>좋아요</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>싫어요</translation>
    </message>
</context>
<context>
    <name>GuideMenu</name>
    <message>
        <source>My taste: learn one first…</source>
        <translation>내 취향: 먼저 만들기…</translation>
    </message>
    <message>
        <source>Both: learn a taste first…</source>
        <translation>둘 다: 먼저 취향 만들기…</translation>
    </message>
</context>
<context>
    <name>Guides</name>
    <message>
        <source>Looks good</source>
        <translation>보기 좋게</translation>
    </message>
    <message>
        <source>My taste: {name}</source>
        <translation>내 취향: {name}</translation>
    </message>
    <message>
        <source>Both: good, and {name}</source>
        <translation>둘 다: 보기 좋게, {name}</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
    </message>
    <message>
        <source>Histogram: {crushed} crushed blacks, {blown} blown highlights</source>
        <translation>히스토그램: 뭉개진 어두운 영역 {crushed}, 날아간 밝은 영역 {blown}</translation>
    </message>
    <message>
        <source>Click to show where (J)</source>
        <translation>클릭하면 위치를 표시합니다 (J)</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Snapshots</source>
        <translation>스냅샷</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>스냅샷 만들기</translation>
    </message>
    <message>
        <source>A snapshot keeps the photo as it is now, to come back to.</source>
        <translation>스냅샷은 지금 상태를 저장해 두어 언제든 돌아올 수 있게 합니다.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 내역</translation>
    </message>
    <message>
        <source>Remove the snapshot {name}</source>
        <translation>{name} 삭제</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Develop</source>
        <translation>현상</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>일괄 처리</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>이 안내</translation>
    </message>
    <message>
        <source>Leave whatever is open</source>
        <translation>열려 있는 것 닫기</translation>
    </message>
    <message>
        <source>Filmstrip on or off</source>
        <translation>필름스트립 켜기/끄기</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>별점</translation>
    </message>
    <message>
        <source>Flag, unflag</source>
        <translation>플래그 지정, 해제</translation>
    </message>
    <message>
        <source>Reject photos</source>
        <translation>사진 제외</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>설정 복사</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>설정 붙여넣기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Develop the photo</source>
        <translation>사진 현상하기</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>별점 없음</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>이름으로 찾기</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>좋아요</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>싫어요</translation>
    </message>
    <message>
        <source>Undo the last pick</source>
        <translation>마지막 선택 되돌리기</translation>
    </message>
    <message>
        <source>Hold: the picture untouched</source>
        <translation>누르고 있기: 원본 보기</translation>
    </message>
    <message>
        <source>More pictures</source>
        <translation>다음 사진들</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>다른 사진으로</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>보정 전/후</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히 보기</translation>
    </message>
    <message>
        <source>Split line</source>
        <translation>분할선</translation>
    </message>
    <message>
        <source>Zoom in, out</source>
        <translation>확대, 축소</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>사진 전체</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>Space+drag</source>
        <translation>Space+드래그</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Previous, next photo</source>
        <translation>이전, 다음 사진</translation>
    </message>
    <message>
        <source>Show clipping</source>
        <translation>클리핑 표시</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>While Suggest is open</source>
        <translation>제안이 열려 있을 때</translation>
    </message>
    <message>
        <source>Look at any step</source>
        <translation>아무 단계나 보기</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Leave the photo as it was</source>
        <translation>사진을 원래대로 두기</translation>
    </message>
    <message>
        <source>Sliders and curves</source>
        <translation>슬라이더와 곡선</translation>
    </message>
    <message>
        <source>Change; with Shift ten steps</source>
        <translation>조절, Shift와 함께 열 단계씩</translation>
    </message>
    <message>
        <source>Reset; or double-click</source>
        <translation>초기화, 두 번 클릭도 가능</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>메뉴 키</translation>
    </message>
    <message>
        <source>Strength, reset</source>
        <translation>강도, 초기화</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open a folder of photos (Ctrl+O)</source>
        <translation>사진 폴더 열기 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Sub-folders too</source>
        <translation>하위 폴더 포함</translation>
    </message>
    <message>
        <source>Show the photos of all folders inside this one too</source>
        <translation>이 폴더 안에 있는 모든 폴더의 사진도 표시</translation>
    </message>
    <message>
        <source>Show the folders</source>
        <translation>폴더 표시</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>사진 폴더 열기</translation>
    </message>
    <message>
        <source>Drop it here, or choose one.</source>
        <translation>여기에 끌어다 놓거나 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>No photos in {folder}</source>
        <translation>{folder} 폴더에 사진이 없습니다</translation>
    </message>
    <message>
        <source>There may be some in the folders inside it.</source>
        <translation>하위 폴더에 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Look into sub-folders</source>
        <translation>하위 폴더에서 찾기</translation>
    </message>
    <message>
        <source>Nor in the folders inside it.</source>
        <translation>하위 폴더에도 없습니다.</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>다른 폴더 선택…</translation>
    </message>
    <message>
        <source>No photo passes the filters</source>
        <translation>조건에 맞는 사진이 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>All %n photos are hidden.</source>
        <translation>
            <numerusform>사진 %n장이 모두 숨겨져 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>모든 사진 표시</translation>
    </message>
    <message>
        <source>This folder cannot be shown</source>
        <translation>이 폴더를 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>사진을 찾는 중…</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>별점 없음</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>플래그 지정</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>플래그 해제</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>제외</translation>
    </message>
</context>
<context>
    <name>LiveStrip</name>
    <message>
        <source>Your photos in the taste so far</source>
        <translation>지금까지의 취향을 적용한 내 사진</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>natural</source>
        <translation>자연스러운</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>밝은</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>어두운</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>따뜻한</translation>
    </message>
    <message>
        <source>cool</source>
        <translation>차가운</translation>
    </message>
    <message>
        <source>rosy</source>
        <translation>장밋빛</translation>
    </message>
    <message>
        <source>green</source>
        <translation>초록빛</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>보랏빛</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>부드러운</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>강한</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>차분한</translation>
    </message>
    <message>
        <source>vivid</source>
        <translation>선명한</translation>
    </message>
    <message>
        <source>black &amp; white</source>
        <translation>흑백</translation>
    </message>
    <message>
        <source>split tone</source>
        <translation>스플릿 톤</translation>
    </message>
    <message>
        <source>fade</source>
        <translation>바랜 톤</translation>
    </message>
    <message>
        <source>{traits} {trait}</source>
        <translation>{traits} · {trait}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Develop</source>
        <translation>현상</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>일괄 처리</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>메뉴 (F10)</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>설정 복사</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>설정 붙여넣기</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>필름스트립</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>About pieditor</source>
        <translation>pieditor 정보</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>별점 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>플래그 지정</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>플래그 해제</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>enhanced</source>
        <translation>보정본</translation>
    </message>
    <message>
        <source>The taste “{name}” is saved.</source>
        <translation>“{name}” 취향을 저장했습니다.</translation>
    </message>
    <message>
        <source>Enhance the folder</source>
        <translation>폴더 전체 보정</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Messages</source>
        <translation>알림</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>PartsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>{stars} of 5 stars</source>
        <translation>별점 5개 중 {stars}개</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>플래그 지정됨</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>점수 {score}</translation>
    </message>
    <message>
        <source>{name}, with {companion}</source>
        <translation>{name}, {companion} 포함</translation>
    </message>
    <message>
        <source>Score {score} of 10</source>
        <translation>점수 {score}/10</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
</context>
<context>
    <name>PhotoSettings</name>
    <message>
        <source>There are no settings on this photo yet.</source>
        <translation>이 사진에는 아직 설정이 없습니다.</translation>
    </message>
    <message>
        <source>Copied: {parts}</source>
        <translation>복사됨: {parts}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>What is pasted?</source>
        <translation>무엇을 붙여넣을까요?</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Copy the settings of a photo first (Ctrl+C).</source>
        <translation>먼저 사진의 설정을 복사하세요 (Ctrl+C).</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message numerus="yes">
        <source>Pasted onto %n photos.</source>
        <translation>
            <numerusform>사진 %n장에 붙여넣었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the other photos in the filmstrip first: Ctrl+click, Shift+click.</source>
        <translation>먼저 필름스트립에서 다른 사진을 선택하세요: Ctrl+클릭, Shift+클릭.</translation>
    </message>
    <message numerus="yes">
        <source>Give %n other photos these settings of {name}:</source>
        <translation>
            <numerusform>{name}의 다음 설정을 다른 사진 %n장에 적용합니다:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n photos</source>
        <translation>
            <numerusform>사진 %n장에 적용</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>동기화</translation>
    </message>
    <message numerus="yes">
        <source>Changed %n photos.</source>
        <translation>
            <numerusform>사진 %n장을 바꾸었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Taste: {name}</source>
        <translation>취향: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n photos have this taste now.</source>
        <translation>
            <numerusform>사진 %n장에 이 취향을 적용했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>실행 취소됨</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>실행 취소할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>Redone</source>
        <translation>다시 실행됨</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>다시 실행할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>The photos have these settings already.</source>
        <translation>사진에 이미 같은 설정이 적용되어 있습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureDelegate</name>
    <message>
        <source>Untouched</source>
        <translation>원본</translation>
    </message>
</context>
<context>
    <name>ScoreCurve</name>
    <message>
        <source>Steps of the search</source>
        <translation>탐색 단계</translation>
    </message>
    <message>
        <source>Drag, or ← →, to look at any step</source>
        <translation>끌거나 ← →로 아무 단계나 보기</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>The settings were damaged; they are kept as {path}.</source>
        <translation>설정 파일이 손상되어 {path} 파일로 보관했습니다.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>화면</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Grey around the photo</source>
        <translation>사진 주변의 회색</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 언어</translation>
    </message>
    <message>
        <source>Language (at the next start)</source>
        <translation>언어 (다음 시작부터)</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>그래픽 카드 (CUDA)</translation>
    </message>
    <message>
        <source>Networks run on (at the next start)</source>
        <translation>신경망 실행 장치 (다음 시작부터)</translation>
    </message>
    <message>
        <source>Photos side by side in a batch</source>
        <translation>일괄 처리에서 동시에 처리할 사진</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Room for thumbnails</source>
        <translation>축소판 저장 공간</translation>
    </message>
    <message>
        <source>Export begins with</source>
        <translation>내보내기 기본값</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>원본과 같게</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Leave the position out</source>
        <translation>위치 정보 제외</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>SourceButton</name>
    <message>
        <source>Where the pictures come from</source>
        <translation>사진을 가져오는 곳</translation>
    </message>
    <message>
        <source>My folder, in many looks</source>
        <translation>내 폴더, 여러 룩으로</translation>
    </message>
    <message>
        <source>Starter photographs, in many looks</source>
        <translation>예제 사진, 여러 룩으로</translation>
    </message>
    <message>
        <source>A folder of finished pictures, as they are…</source>
        <translation>완성된 사진 폴더, 그대로…</translation>
    </message>
    <message>
        <source>Take all of a folder as favourites…</source>
        <translation>폴더의 모든 사진을 좋아하는 사진으로…</translation>
    </message>
    <message>
        <source>Learn from before/after pairs…</source>
        <translation>보정 전/후 쌍에서 배우기…</translation>
    </message>
    <message>
        <source>Starter photographs</source>
        <translation>예제 사진</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>사진 선택</translation>
    </message>
    <message>
        <source>Finished: {name}</source>
        <translation>완성: {name}</translation>
    </message>
    <message>
        <source>Choose where the pictures come from</source>
        <translation>사진을 가져올 곳 선택</translation>
    </message>
</context>
<context>
    <name>StabilityMeter</name>
    <message>
        <source>Stability of the taste</source>
        <translation>취향의 안정도</translation>
    </message>
    <message>
        <source>How little the taste would change if one of your favourites were left out.</source>
        <translation>좋아하는 사진을 하나 빼도 취향이 얼마나 그대로인지 나타냅니다.</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>안정도</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>{part} on</source>
        <translation>{part} 켬</translation>
    </message>
    <message>
        <source>{part} off</source>
        <translation>{part} 끔</translation>
    </message>
    <message>
        <source>{part} reset</source>
        <translation>{part} 초기화</translation>
    </message>
    <message>
        <source>No taste</source>
        <translation>취향 없음</translation>
    </message>
    <message>
        <source>Taste: {name}</source>
        <translation>취향: {name}</translation>
    </message>
    <message>
        <source>Taste strength {value}</source>
        <translation>취향 강도 {value}</translation>
    </message>
    <message>
        <source>Remainder {value}</source>
        <translation>나머지 {value}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>SuggestButton</name>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>What guides the search</source>
        <translation>탐색의 길잡이</translation>
    </message>
    <message>
        <source>Search for settings, step by step (Ctrl+U)</source>
        <translation>설정을 단계별로 찾기 (Ctrl+U)</translation>
    </message>
</context>
<context>
    <name>SuggestStrip</name>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Search again with another guide</source>
        <translation>다른 길잡이로 다시 찾기</translation>
    </message>
    <message>
        <source>Take this step</source>
        <translation>이 단계 적용</translation>
    </message>
    <message>
        <source>Take this step (Enter)</source>
        <translation>이 단계 적용 (Enter)</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>원래대로 두기</translation>
    </message>
    <message>
        <source>Leave as it was (Esc)</source>
        <translation>원래대로 두기 (Esc)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Guide: {guide}</source>
        <translation>길잡이: {guide}</translation>
    </message>
    <message>
        <source>The steps that score higher go too far.</source>
        <translation>점수가 더 높은 단계는 지나칩니다.</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>다시</translation>
    </message>
    <message>
        <source>Stop, and stay with the steps so far</source>
        <translation>중지하고 지금까지의 단계 유지</translation>
    </message>
    <message>
        <source>Search again (Ctrl+U)</source>
        <translation>다시 찾기 (Ctrl+U)</translation>
    </message>
    <message>
        <source>Looking at the photo…</source>
        <translation>사진을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Nothing better was found: the photo is good as it is.</source>
        <translation>더 나은 설정이 없습니다. 사진은 지금 그대로 좋습니다.</translation>
    </message>
    <message>
        <source>Nothing better was found than the photo without filters.</source>
        <translation>필터 없는 사진보다 나은 설정을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Score {score} of 10</source>
        <translation>점수 {score}/10</translation>
    </message>
    <message>
        <source>Before the search</source>
        <translation>탐색 전</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>단계 {number}</translation>
    </message>
    <message>
        <source>Step {number}, the best</source>
        <translation>단계 {number}, 최고</translation>
    </message>
</context>
<context>
    <name>Switch</name>
    <message>
        <source>{filter} on</source>
        <translation>{filter} 켜기</translation>
    </message>
    <message>
        <source>On or off</source>
        <translation>켜기/끄기</translation>
    </message>
</context>
<context>
    <name>TasteBlock</name>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Taste of this photo</source>
        <translation>이 사진의 취향</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>강도</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{name} (as edited)</source>
        <translation>{name} (보정 당시)</translation>
    </message>
    <message>
        <source>Learn one…</source>
        <translation>취향 만들기…</translation>
    </message>
</context>
<context>
    <name>TasteDialogs</name>
    <message>
        <source>Import a taste</source>
        <translation>취향 가져오기</translation>
    </message>
    <message>
        <source>Export the taste</source>
        <translation>취향 내보내기</translation>
    </message>
    <message>
        <source>Tastes (*{suffix})</source>
        <translation>취향 (*{suffix})</translation>
    </message>
</context>
<context>
    <name>TasteKeeper</name>
    <message>
        <source>There is a taste “{name}” already.</source>
        <translation>“{name}” 취향이 이미 있습니다.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Exported “{name}” to {path}</source>
        <translation>“{name}” 취향을 내보냈습니다: {path}</translation>
    </message>
    <message>
        <source>Deleted “{name}”.</source>
        <translation>“{name}” 취향을 삭제했습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>TasteList</name>
    <message>
        <source>Saved tastes</source>
        <translation>저장된 취향</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Add a taste from a .taste file</source>
        <translation>.taste 파일에서 취향 추가</translation>
    </message>
    <message>
        <source>Tastes that you save appear here.</source>
        <translation>저장한 취향이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Use this taste in Develop</source>
        <translation>현상에서 이 취향 사용</translation>
    </message>
    <message>
        <source>Add picks</source>
        <translation>더 고르기</translation>
    </message>
    <message>
        <source>More to do with this taste</source>
        <translation>이 취향으로 할 수 있는 작업</translation>
    </message>
    <message>
        <source>Rename, duplicate, blend, export, delete</source>
        <translation>이름 변경, 복제, 섞기, 내보내기, 삭제</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 변경</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Blend with another…</source>
        <translation>다른 취향과 섞기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Go on picking for this taste</source>
        <translation>이 취향을 위해 계속 고르기</translation>
    </message>
    <message>
        <source>The pictures this taste was picked from are not known here</source>
        <translation>이 취향을 고를 때 쓴 사진을 이 컴퓨터에서는 알 수 없습니다</translation>
    </message>
</context>
<context>
    <name>TasteMap</name>
    <message>
        <source>Map of favourites and rejects</source>
        <translation>좋아하는 사진과 싫어하는 사진의 지도</translation>
    </message>
    <message>
        <source>{likes} liked, {rejects} rejected</source>
        <translation>좋아요 {likes}장, 싫어요 {rejects}장</translation>
    </message>
    <message>
        <source>Your picks gather here.</source>
        <translation>고른 사진이 여기에 모입니다.</translation>
    </message>
</context>
<context>
    <name>TasteModel</name>
    <message numerus="yes">
        <source>%n liked</source>
        <translation>
            <numerusform>좋아요 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>싫어요 %n장</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TastePanel</name>
    <message>
        <source>Start over</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Forget these picks and begin a new taste</source>
        <translation>고른 사진을 지우고 새 취향 시작</translation>
    </message>
    <message>
        <source>Name of the taste</source>
        <translation>취향 이름</translation>
    </message>
    <message>
        <source>Name this taste</source>
        <translation>취향 이름 입력</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>{count} of {few}–{many} favourites</source>
        <translation>좋아하는 사진 {few}–{many}장 중 {count}장</translation>
    </message>
    <message numerus="yes">
        <source>%n more and it is worth saving.</source>
        <translation>
            <numerusform>%n장만 더 고르면 저장할 만합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Plenty. More will hardly change it.</source>
        <translation>충분합니다. 더 골라도 거의 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>You are adding to “{name}”.</source>
        <translation>“{name}” 취향에 추가하는 중입니다.</translation>
    </message>
    <message>
        <source>Good. Save it, or go on to settle it.</source>
        <translation>좋습니다. 저장하거나 더 골라 다듬으세요.</translation>
    </message>
    <message>
        <source>Click pictures you like. A right click or X rejects one; holding one shows it untouched.</source>
        <translation>마음에 드는 사진을 클릭하세요. 오른쪽 클릭이나 X는 싫어요, 누르고 있으면 원본이 보입니다.</translation>
    </message>
</context>
<context>
    <name>TasteView</name>
    <message>
        <source>Undo pick</source>
        <translation>선택 되돌리기</translation>
    </message>
    <message>
        <source>Take the last pick back</source>
        <translation>마지막 선택을 되돌립니다</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>다른 사진</translation>
    </message>
    <message>
        <source>Other pictures instead of these</source>
        <translation>다른 사진으로 바꿉니다</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>The next pictures, chosen by your picks</source>
        <translation>고른 사진을 바탕으로 다음 사진을 보여줍니다</translation>
    </message>
    <message>
        <source>Finished pictures</source>
        <translation>완성된 사진</translation>
    </message>
    <message>
        <source>Open a folder of your photos, and they appear here.</source>
        <translation>내 사진 폴더를 열면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>My photos</source>
        <translation>내 사진</translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be read; the first: {problem}</source>
        <translation>
            <numerusform>파일 %n개를 읽을 수 없습니다. 첫 번째: {problem}</numerusform>
        </translation>
    </message>
    <message>
        <source>Started over.</source>
        <translation>처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Like a picture, and your photos appear in your taste here.</source>
        <translation>좋아하는 사진을 고르면 취향을 적용한 내 사진이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Open a folder to see your photos in your taste here.</source>
        <translation>폴더를 열면 취향을 적용한 내 사진을 여기서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Your photos: before, and in your taste so far</source>
        <translation>내 사진: 보정 전, 그리고 지금까지의 취향</translation>
    </message>
    <message>
        <source>Your photos: before, and in “{name}”</source>
        <translation>내 사진: 보정 전, 그리고 “{name}”</translation>
    </message>
    <message>
        <source>A folder of your favourites</source>
        <translation>좋아하는 사진 폴더</translation>
    </message>
    <message>
        <source>The originals, before</source>
        <translation>원본 (보정 전)</translation>
    </message>
    <message>
        <source>The finished pictures, after</source>
        <translation>완성된 사진 (보정 후)</translation>
    </message>
    <message>
        <source>Looking at the pictures: {count}</source>
        <translation>사진을 살펴보는 중: {count}</translation>
    </message>
    <message>
        <source>Your photos: before, and in the blend</source>
        <translation>내 사진: 보정 전, 그리고 섞은 취향</translation>
    </message>
    <message>
        <source>You have seen all of these pictures.</source>
        <translation>사진을 모두 보았습니다.</translation>
    </message>
    <message>
        <source>Show the starter photographs</source>
        <translation>예제 사진 보기</translation>
    </message>
    <message>
        <source>Choose a folder of finished pictures…</source>
        <translation>완성된 사진 폴더 선택…</translation>
    </message>
</context>
<context>
    <name>TileDelegate</name>
    <message>
        <source>Cannot be shown: {why}</source>
        <translation>표시할 수 없음: {why}</translation>
    </message>
</context>
<context>
    <name>ValueSlider</name>
    <message>
        <source>Double-click to reset</source>
        <translation>두 번 클릭하면 초기화</translation>
    </message>
    <message>
        <source>{name}, number</source>
        <translation>{name}, 숫자</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>환영합니다</translation>
    </message>
    <message>
        <source>Show pieditor what you like</source>
        <translation>좋아하는 사진을 보여주세요</translation>
    </message>
    <message>
        <source>Pick 10 to 20 pictures whose look you like. pieditor learns your taste from them and gives it to every photo you take, as strongly as you want. Originals are never written, and nothing leaves this computer.</source>
        <translation>느낌이 마음에 드는 사진 10~20장을 고르세요. pieditor가 취향을 배워 앞으로 찍는 모든 사진에 원하는 만큼 적용합니다. 원본은 절대 바뀌지 않으며 아무것도 이 컴퓨터를 벗어나지 않습니다.</translation>
    </message>
    <message>
        <source>Choose favourites</source>
        <translation>좋아하는 사진 고르기</translation>
    </message>
    <message>
        <source>Open a folder first</source>
        <translation>먼저 폴더 열기</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>감마</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>화이트 밸런스</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>색온도</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>색조</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>채도</translation>
    </message>
    <message>
        <source>Tone curve</source>
        <translation>톤 곡선</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Black &amp; white</source>
        <translation>흑백</translation>
    </message>
    <message>
        <source>Colour curve</source>
        <translation>색상 곡선</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>빨강</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>초록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>unsettled</source>
        <translation>불안정</translation>
    </message>
    <message>
        <source>forming</source>
        <translation>형성 중</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>안정적</translation>
    </message>
</context>
<context>
    <name>_Note</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
</TS>
